# SPDX-License-Identifier: MIT
# Sources compiled several at once. Headers and templates cost more than the tests themselves, so a
# bundle of six takes little longer than one.
#
# CMake's own unity builds would let one source see the helpers of another. Here each stands in a
# namespace of its own, after all headers that it or its neighbours include; so a header that is
# included inside of it again is empty. What cannot stand in a namespace is compiled alone.

# saleskpi_bundle(<variable> <name> <source>...)
# With CMAKE_UNITY_BUILD: writes files that each include some of the sources, and sets the variable
# to their list. Without: to the sources themselves, as is best while one of them is being edited.
function(saleskpi_bundle variable name)
    if(NOT CMAKE_UNITY_BUILD)
        set(${variable} ${ARGN} PARENT_SCOPE)
        return()
    endif()
    saleskpi_split_bundle(bundled sources ${ARGN})
    # Dealt out like cards: as many in each as in the others, but for one.
    list(LENGTH bundled count)
    math(EXPR bundle_count "(${count} + 5) / 6")
    set(number 0)
    foreach(source IN LISTS bundled)
        list(APPEND sources_${number} ${source})
        math(EXPR number "(${number} + 1) % ${bundle_count}")
    endforeach()
    set(number 0)
    while(DEFINED sources_${number})
        set(bundle ${CMAKE_CURRENT_BINARY_DIR}/bundles/${name}_${number}.cpp)
        saleskpi_write_bundle(${bundle} ${sources_${number}})
        list(APPEND sources ${bundle})
        math(EXPR number "${number} + 1")
    endwhile()
    set(${variable} ${sources} PARENT_SCOPE)
endfunction()

# saleskpi_split_bundle(<bundled variable> <alone variable> <source>...)
# Specialisations, named namespaces, macros and conditions cannot stand in a namespace.
function(saleskpi_split_bundle bundled_variable alone_variable)
    set(bundled "")
    set(alone "")
    foreach(source IN LISTS ARGN)
        file(STRINGS ${source} lines
            REGEX "^(template ?<>|(inline )?namespace [a-zA-Z]|extern |#define|[a-z].*operator (new|delete))")
        file(STRINGS ${source} conditions REGEX "^# *if")
        list(FILTER conditions EXCLUDE REGEX "^#ifdef SALESKPI_MISUSE")
        if(lines OR conditions)
            list(APPEND alone ${source})
        else()
            list(APPEND bundled ${source})
        endif()
    endforeach()
    set(${bundled_variable} ${bundled} PARENT_SCOPE)
    set(${alone_variable} ${alone} PARENT_SCOPE)
    # An edit may put a source into the other list, or add an include.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
endfunction()

# saleskpi_write_bundle(<bundle> <source>...)
function(saleskpi_write_bundle bundle)
    set(includes "")
    set(texts "")
    foreach(source IN LISTS ARGN)
        get_filename_component(source ${source} ABSOLUTE)
        get_filename_component(folder ${source} DIRECTORY)
        get_filename_component(unit ${source} NAME_WE)
        file(STRINGS ${source} lines REGEX "^#include ")
        foreach(line IN LISTS lines)
            # Beside the source first, as the compiler looks for it.
            string(REGEX REPLACE "^#include \"(.*)\".*" "${folder}/\\1" beside "${line}")
            if(EXISTS ${beside})
                set(line "#include \"${beside}\"")
            endif()
            list(APPEND includes "${line}")
        endforeach()
        string(APPEND texts "namespace bundled_${unit} {\n#include \"${source}\"\n}\n")
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" includes)
    # Touched only if its content changed.
    file(CONFIGURE OUTPUT ${bundle} CONTENT "${includes}\n${texts}" @ONLY)
endfunction()
